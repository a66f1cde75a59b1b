export default definePageConfig({ navigationBarTitleText: '赠给亲属' });
