export default definePageConfig({ navigationBarTitleText: '可兑项目' });
