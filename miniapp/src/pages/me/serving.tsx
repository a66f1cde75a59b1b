import { useHolds } from '@/api/me';
import { usePersonId } from '@/api/session';
import { Card, Row } from '@/components/card';
import { go } from '@/lib/router';

const at = (page: string) => `/features/members/pages/${page}/index`;

/** How one serves, and for whom one speaks: the door for those who do and for those who might. */
export function Serving() {
  const personId = usePersonId();
  const serves = useHolds('volunteer', 'party_member');
  const contact = useHolds('unit_contact');
  if (!personId) return null;
  return (
    <Card title="志愿服务" flush>
      <Row
        icon="hand-heart"
        title={serves ? '我的志愿服务' : '成为志愿者'}
        note={serves ? '技能、时间、资质、服务队' : '就近接任务，时间自己定'}
        onPress={() => go(at('profile'))}
      />
      {serves && (
        <>
          <Row icon="clock" title="我的服务时长" note="每次服务、公示、更正" onPress={() => go('/features/timebank/pages/records/index')} />
          <Row icon="star" title="我的星级" note="时长、礼遇、排行榜" onPress={() => go('/features/honours/pages/stars/index')} />
          <Row
            icon="file-text"
            title="服务证明"
            note="免费申请、下载、查验"
            onPress={() => go('/features/honours/pages/certificates/index')}
          />
        </>
      )}
      <Row icon="badge-check" title="双报到" note="党员、单位职工向社区报到" onPress={() => go(at('report-in'))} />
      {contact && <Row icon="building-2" title="单位联络" note="本单位成员的服务、半年小结" onPress={() => go(at('unit'))} />}
    </Card>
  );
}
