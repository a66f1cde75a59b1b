export default definePageConfig({ navigationBarTitleText: '兑换', enableShareAppMessage: true });
