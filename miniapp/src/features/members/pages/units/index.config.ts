export default definePageConfig({ navigationBarTitleText: '单位与党组织' });
