import Taro from '@tarojs/taro';
import { OfflineError } from './problem';
import { accessToken } from './session';
import { withQuery } from './wire';

/** WeChat keeps no files for the person: it is opened at once, and its menu passes it on. Says what was done. */
export async function saveFile(path: string, query: object, name: string): Promise<string> {
  const token = await accessToken();
  const answer = await Taro.downloadFile({
    url: API_BASE + withQuery(path, query),
    header: token ? { authorization: `Bearer ${token}` } : {},
    timeout: 60_000,
  }).catch(() => {
    throw new OfflineError();
  });
  if (answer.statusCode !== 200) throw new Error('没有取到文件，请稍后再试');
  await Taro.openDocument({
    filePath: answer.tempFilePath,
    fileType: name.endsWith('.pdf') ? 'pdf' : 'xlsx',
    showMenu: true,
  });
  return '已打开，右上角可以转发或保存';
}
