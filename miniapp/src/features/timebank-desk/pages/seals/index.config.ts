export default definePageConfig({ navigationBarTitleText: '封账' });
