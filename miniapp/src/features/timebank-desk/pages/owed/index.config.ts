export default definePageConfig({ navigationBarTitleText: '社区往来' });
