import { Text, View } from '@tarojs/components';
import { CONSENT_LABELS } from '@linli/shared/accounts';
import { Button } from '@/components/button';
import { Sheet } from '@/components/sheet';
import s from './scan-result.module.scss';

interface Props {
  open: boolean;
  pending: boolean;
  onAgree: () => void;
  onWithout: () => void;
  onClose: () => void;
}

/** Asked once, at the moment it is needed; a patrol works without. */
export function TrackConsent({ open, pending, onAgree, onWithout, onClose }: Props) {
  return (
    <Sheet open={open} title="要记录巡查轨迹吗？" onClose={onClose}>
      <Text>{CONSENT_LABELS.patrol_track.text}</Text>
      <View className={s.ways}>
        <Button icon="route" pending={pending} onPress={onAgree}>
          同意并开始
        </Button>
        <Button kind="secondary" onPress={onWithout}>
          不记录，直接开始
        </Button>
      </View>
      <Text className={s.small}>不记录也能巡查：扫巡查点、拍照上报都会计时。以后可以在“我的 → 隐私”里改。</Text>
    </Sheet>
  );
}
