export default definePageConfig({ navigationBarTitleText: '共建清单', enablePullDownRefresh: true });
