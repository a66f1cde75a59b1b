import { Text } from '@tarojs/components';
import { Button } from '../button';
import { Sheet } from '../sheet';
import type { CoverPhotoProps } from './types';

/** Covering needs a steady hand and a big picture: it is done on the desk's browser, and said so here. */
export function CoverPhoto({ onClose }: CoverPhotoProps) {
  return (
    <Sheet open title="请在电脑上遮盖" onClose={onClose} footer={<Button onPress={onClose}>知道了</Button>}>
      <Text>遮盖人脸和车牌要看得清楚，请用电脑浏览器打开邻里来做。也可以选“不公开”这张照片。</Text>
    </Sheet>
  );
}
