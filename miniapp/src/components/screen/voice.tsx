import { Text, View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import { useVoice } from '@/lib/say';
import { Button } from '../button';
import { Icon } from '../icon';
import s from './screen.module.scss';

const ICONS = { done: 'circle-check', plain: 'info', late: 'circle-alert' } as const;

/** Draws what say() and ask() want to tell. */
export function Voice() {
  const { words, tone, question } = useVoice();
  return (
    <>
      {words && (
        <View className={s.toastPlace} ariaRole="alert">
          <View className={s.toast}>
            <Icon name={ICONS[tone]} />
            <Text>{words}</Text>
          </View>
        </View>
      )}
      {question && (
        <View className={s.ask} ariaRole="alertdialog" ariaLabel={question.title}>
          <View className={s.askScrim} catchMove onClick={() => question.answer(false)} />
          <View className={s.askBox}>
            <Text className={s.askTitle}>{question.title}</Text>
            {question.consequence && <Text className={s.askText}>{question.consequence}</Text>}
            <View className={classes(s.askButtons)}>
              <Button kind="secondary" onPress={() => question.answer(false)}>
                {question.no ?? '再想想'}
              </Button>
              <Button kind={question.danger ? 'danger' : 'primary'} onPress={() => question.answer(true)}>
                {question.yes}
              </Button>
            </View>
          </View>
        </View>
      )}
    </>
  );
}
