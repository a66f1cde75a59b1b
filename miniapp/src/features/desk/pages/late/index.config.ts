export default definePageConfig({ navigationBarTitleText: '超时情况' });
