export default definePageConfig({ navigationBarTitleText: '现场负责', enablePullDownRefresh: true });
