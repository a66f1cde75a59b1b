import { Text, View } from '@tarojs/components';
import { Button } from '@/components/button';
import { Icon, type IconName } from '@/components/icon';
import { classes } from '@/lib/classes';
import s from './walk-notes.module.scss';

interface NoteProps {
  icon: IconName;
  text: string;
  tone?: 'info' | 'due';
  button?: { word: string; onPress: () => void };
}

function Note({ icon, text, tone = 'info', button }: NoteProps) {
  return (
    <View className={classes(s.note, s[tone])} ariaRole="status">
      <Icon name={icon} />
      <Text className={s.text}>{text}</Text>
      {button && (
        <Button kind="text" size="small" inline onPress={button.onPress}>
          {button.word}
        </Button>
      )}
    </View>
  );
}

interface Props {
  walking: boolean;
  consented: boolean;
  trouble: 'denied' | 'lost' | null;
  waiting: number;
  refused: string | null;
  onConsent: () => void;
  onSend: () => void;
  onRead: () => void;
}

/** What the person should know while walking: nothing here stops the patrol. */
export function WalkNotes({ walking, consented, trouble, waiting, refused, onConsent, onSend, onRead }: Props) {
  return (
    <>
      {refused && <Note icon="circle-alert" tone="due" text={refused} button={{ word: '知道了', onPress: onRead }} />}
      {walking && !consented && (
        <Note
          icon="map-pin"
          text="没有记录轨迹。每 10 分钟内扫一次巡查点或拍一张照片，时间就都算。"
          button={{ word: '记录轨迹', onPress: onConsent }}
        />
      )}
      {walking && consented && trouble === 'denied' && (
        <Note icon="map-pin" tone="due" text="手机没有给位置权限。扫巡查点、拍照上报一样计时。" />
      )}
      {walking && consented && trouble === 'lost' && <Note icon="locate-fixed" tone="due" text="暂时取不到位置，走到开阔处会自动恢复。" />}
      {waiting > 0 && (
        <Note icon="wifi-off" text={`${waiting} 条巡查记录存在手机里，有信号会自动补传。`} button={{ word: '现在传', onPress: onSend }} />
      )}
    </>
  );
}
