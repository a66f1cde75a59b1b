import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { useMyQualifications, useQualificationAct } from '@/api/members';
import { usePersonId } from '@/api/session';
import type { QualificationView } from '@linli/shared/members.dto';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Empty, Faces } from '@/components/faces';
import { PhotoGrid } from '@/components/photo-grid';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { ask, say } from '@/lib/say';
import { QualificationSheet } from '../../components/qualification-sheet';
import { QualificationTag } from '../../components/tags';
import s from '../../members.module.scss';

export default function Qualifications() {
  const personId = usePersonId();
  const mine = useMyQualifications();
  const [adding, setAdding] = useState(false);
  return (
    <Screen
      title="我的资质"
      footer={
        personId && (
          <Button icon="plus" onPress={() => setAdding(true)}>
            上传证书
          </Button>
        )
      }
    >
      {personId ? (
        <Faces
          of={mine}
          isEmpty={(d) => !d.length}
          empty={<Empty title="还没有上传证书" text="陪诊、维修、调解这类服务要资质。拍一张证书，社区核对后就能接单。" />}
        >
          {(list) => list.map((q) => <Mine key={q.id} of={q} />)}
        </Faces>
      ) : (
        <SignInCard text="登录后上传证书、看审核结果。" />
      )}
      {adding && <QualificationSheet onClose={() => setAdding(false)} />}
    </Screen>
  );
}

function Mine({ of: q }: { of: QualificationView }) {
  const acting = useQualificationAct();
  const withdraw = async () => {
    const yes = await ask({
      title: `撤回${q.label}？`,
      consequence: '要这项资质的服务就接不了了，以后可以重新上传。',
      yes: '撤回',
      danger: true,
    });
    if (yes) acting.mutate({ id: q.id, action: 'withdraw' }, { onSuccess: () => say('已撤回'), onError: (e) => say(e.message, 'late') });
  };
  return (
    <Card>
      <View className={s.head}>
        <Text className={s.lineName}>{q.label}</Text>
        <QualificationTag of={q} />
      </View>
      <Text className={s.second}>
        {[q.number && `编号 ${q.number}`, q.expiresOn ? `有效期到 ${q.expiresOn}` : '长期有效'].filter(Boolean).join(' · ')}
      </Text>
      {q.reason && <Text className={s.reason}>{`社区说：${q.reason}`}</Text>}
      {q.photos.length > 0 && (
        <View className={s.part}>
          <PhotoGrid photos={q.photos} small label="证书照片" />
        </View>
      )}
      {q.actions.includes('withdraw') && (
        <View className={s.buttons}>
          <Button kind="text" size="small" inline pending={acting.isPending} onPress={() => void withdraw()}>
            撤回
          </Button>
        </View>
      )}
    </Card>
  );
}
