export default definePageConfig({ navigationBarTitleText: '异议和更正' });
