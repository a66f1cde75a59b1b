export default definePageConfig({ navigationBarTitleText: '代为点单' });
