export default definePageConfig({ navigationBarTitleText: '捐赠积分' });
