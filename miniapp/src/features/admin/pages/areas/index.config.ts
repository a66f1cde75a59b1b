export default definePageConfig({ navigationBarTitleText: '区划与网格' });
