import { Button } from '@/components/button';
import { Second } from '@/components/card';
import { Sheet } from '@/components/sheet';
import s from './scan-result.module.scss';
import { View } from '@tarojs/components';

interface Props {
  open: boolean;
  onClose: () => void;
  onNothing: () => void;
  onProblem: () => void;
}

/** After a scan: nothing found is a good result too. */
export function ScanResult({ open, onClose, onNothing, onProblem }: Props) {
  return (
    <Sheet open={open} title="到点了，这里怎么样？" onClose={onClose}>
      <Second>两样都会记下这次到点。</Second>
      <View className={s.ways}>
        <Button icon="circle-check" onPress={onNothing}>
          未发现问题
        </Button>
        <Button kind="secondary" icon="camera" onPress={onProblem}>
          有问题，去拍照
        </Button>
      </View>
    </Sheet>
  );
}
