export default definePageConfig({ navigationBarTitleText: '时长疑点' });
