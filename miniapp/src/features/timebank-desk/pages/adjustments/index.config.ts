export default definePageConfig({ navigationBarTitleText: '更正与发放' });
