export default definePageConfig({ navigationBarTitleText: '时长公示', enablePullDownRefresh: true });
