import Taro from '@tarojs/taro';

/** WeChat has no downloads: the text goes to the clipboard, for any chat or note. Says what was done. */
export async function handOver(_name: string, text: string): Promise<string> {
  await Taro.setClipboardData({ data: text });
  return '已复制，可以粘贴到备忘录或发给自己';
}
