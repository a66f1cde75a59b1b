import { Text, View } from '@tarojs/components';
import { hoursInWords } from '@linli/shared/timebank-certificates';
import type { StarView } from '@linli/shared/timebank-honours.dto';
import { useMyStars } from '@/api/honours';
import { usePersonId } from '@/api/session';
import { Card, Row, Second } from '@/components/card';
import { Faces } from '@/components/faces';
import { Icon } from '@/components/icon';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { classes } from '@/lib/classes';
import { go } from '@/lib/router';
import { PATHS } from '../../words';
import s from '../../honours.module.scss';

/** My star, how far the next one is, what each brings, and my hours year by year. */
export default function Stars() {
  const personId = usePersonId();
  const mine = useMyStars();
  return (
    <Screen title="我的星级">
      {personId ? (
        <Faces of={mine}>
          {(view) => (
            <>
              <Standing of={view} />
              <Benefits of={view} />
              <Years of={view} />
              <Card flush>
                <Row icon="list-checks" title="排行榜" note="看看自己排第几" onPress={() => go(PATHS.boards)} />
                <Row icon="file-text" title="服务证明" note="免费申请、下载" onPress={() => go(PATHS.certificates)} />
              </Card>
            </>
          )}
        </Faces>
      ) : (
        <SignInCard text="登录后看您的星级和服务时长。" />
      )}
    </Screen>
  );
}

function Standing({ of: view }: { of: StarView }) {
  const next = view.missingMinutes === null ? null : view.minutes + view.missingMinutes;
  const share = next === null ? 100 : Math.floor((100 * view.minutes) / Math.max(1, next));
  return (
    <Card>
      <View className={s.star}>
        <View className={s.stars} ariaRole="img" ariaLabel={`${view.ladder.length} 颗星里得了 ${view.star} 颗`}>
          {view.ladder.map(({ star, reached }) => (
            <Icon key={star} name={reached ? 'star-full' : 'star'} size="large" className={classes(reached && s.won)} />
          ))}
        </View>
        <Text className={s.big}>{view.label}</Text>
        <Text className={s.second}>{`已确认服务 ${hoursInWords(view.minutes)}`}</Text>
        <View className={s.track} ariaRole="progressbar" ariaLabel={`到下一星已完成百分之 ${share}`}>
          <View className={s.done} style={{ width: `${share}%` }} />
        </View>
        <Text className={s.second}>
          {view.missingMinutes === null
            ? '已是最高星级，谢谢您'
            : `再服务 ${hoursInWords(view.missingMinutes)}，升到${view.ladder[view.star]?.label ?? ''}`}
        </Text>
      </View>
    </Card>
  );
}

function Benefits({ of: view }: { of: StarView }) {
  return (
    <Card title="星级和礼遇">
      <Second>{view.communityText ? `按${view.communityText}的规则` : '按通用规则；选好“我的社区”后按社区的规则'}</Second>
      <View className={s.steps}>
        {view.ladder.map(({ star, label, hours, benefit, reached }) => (
          <View key={star} className={classes(s.step, reached && s.reached)}>
            <Icon name={reached ? 'circle-check' : 'lock'} className={s.stepIcon} />
            <View className={s.stepWords}>
              <Text className={s.stepName}>{`${label} · 满 ${hours} 小时${reached ? '（已得）' : ''}`}</Text>
              {benefit ? <Text className={s.stepNote}>{benefit}</Text> : null}
            </View>
          </View>
        ))}
      </View>
    </Card>
  );
}

function Years({ of: view }: { of: StarView }) {
  return (
    <Card title="历年服务">
      {view.years.length === 0 && <Second>还没有已确认的服务。去任务大厅看看有什么能帮的吧。</Second>}
      {view.years.map(({ year, minutes, services }) => (
        <View key={year} className={s.year}>
          <Text>{`${year}年`}</Text>
          <Text className={s.figure}>{`${hoursInWords(minutes)} · ${services} 次`}</Text>
        </View>
      ))}
    </Card>
  );
}
