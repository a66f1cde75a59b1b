export default definePageConfig({ navigationBarTitleText: '巡查完成情况' });
