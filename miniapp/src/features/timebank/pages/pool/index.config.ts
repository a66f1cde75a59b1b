export default definePageConfig({ navigationBarTitleText: '公益池' });
