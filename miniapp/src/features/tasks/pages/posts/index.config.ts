export default definePageConfig({ navigationBarTitleText: '岗位和班次', enablePullDownRefresh: true });
