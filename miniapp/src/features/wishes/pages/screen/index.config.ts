export default definePageConfig({ navigationBarTitleText: '心愿榜' });
