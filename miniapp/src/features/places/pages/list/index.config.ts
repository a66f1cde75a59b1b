export default definePageConfig({ navigationBarTitleText: '便民地点', enablePullDownRefresh: true });
