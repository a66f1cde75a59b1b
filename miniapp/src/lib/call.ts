import Taro from '@tarojs/taro';

/** The phone's own dialler; the person presses call there. */
export function call(phone: string): void {
  void Promise.resolve(Taro.makePhoneCall({ phoneNumber: phone })).catch(() => undefined);
}
