export default definePageConfig({ navigationBarTitleText: '职能队伍' });
