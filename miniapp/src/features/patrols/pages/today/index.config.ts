export default definePageConfig({ navigationBarTitleText: '今天的巡查', enablePullDownRefresh: true });
