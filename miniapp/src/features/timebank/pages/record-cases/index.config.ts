export default definePageConfig({ navigationBarTitleText: '我的异议和更正', enablePullDownRefresh: true });
