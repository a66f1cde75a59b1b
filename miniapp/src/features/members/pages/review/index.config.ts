export default definePageConfig({ navigationBarTitleText: '资质审核' });
