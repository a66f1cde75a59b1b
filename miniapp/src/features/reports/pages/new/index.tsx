import { useCallback, useEffect, useRef, useState } from 'react';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useCategories } from '@/api/categories';
import { fetchPoint } from '@/api/reports';
import { askToBeTold } from '@/api/notifications';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { FieldError } from '@/components/field';
import { Screen } from '@/components/screen';
import { back, go } from '@/lib/router';
import { ask, say } from '@/lib/say';
import type { Fix } from '@/lib/place';
import { CategoryPart } from '../../components/category-part';
import { Emergency } from '@/components/report/emergency';
import { PhotosPart } from '../../components/photos-part';
import { SentFace } from '../../components/sent-face';
import { PlacePart } from '../../components/place-part';
import { SimilarPart } from '../../components/similar-part';
import { SwitchesPart } from '../../components/switches-part';
import { WordsPart } from '../../components/words-part';
import { useDraft } from '../../hooks/use-draft';
import { usePosition } from '../../hooks/use-position';
import { useSubmit } from '../../hooks/use-submit';
import { missing } from '../../missing';
import s from '../../components/new.module.scss';

/** Thirty seconds: the camera first, then everything on one screen, kept at every change. */
export default function NewReport() {
  const { params } = useRouter();
  const personId = usePersonId();
  const { draft, change, restored, restart, handedOver, another } = useDraft(params.patrolId ? { patrolId: params.patrolId } : {});
  const categories = useCategories();
  const category = categories.data?.find((c) => c.code === draft.category?.code) ?? null;
  const [tried, setTried] = useState(false);
  const submit = useSubmit(draft, handedOver);

  const onFix = useCallback(
    ({ position, accuracyMetres }: Fix) => change((now) => (now.placedByHand ? {} : { position, accuracyMetres })),
    [change],
  );
  const position = usePosition(!draft.placedByHand && draft.pointCode === null, onFix);

  // a scanned code: the place is known
  const pointCode = params.q;
  const asked = useRef(false);
  useEffect(() => {
    if (!pointCode || asked.current) return;
    asked.current = true;
    fetchPoint(pointCode).then(
      (point) =>
        change({
          pointCode: point.code,
          position: point.position,
          accuracyMetres: null,
          placedByHand: true,
          placeText: point.placeText,
          placeEdited: true,
        }),
      (e: Error) => say(e.message, 'late'),
    );
  }, [pointCode, change]);

  const lacking = missing(draft, category);
  const press = () => {
    setTried(true);
    if (lacking.first) {
      say(lacking.first, 'late');
      return;
    }
    if (!personId) {
      say('登录后提交，填好的内容都在');
      go('/pages/sign-in/index');
      return;
    }
    void askToBeTold(['progress', 'rate']);
    submit.send();
  };
  const startOver = () =>
    void ask({ title: '重新开始？', consequence: '刚才的照片和文字会删掉。', yes: '重新开始', danger: true }).then(
      (yes) => yes && restart(),
    );

  const again = () => {
    another();
    submit.again();
    setTried(false);
  };
  if (submit.result) return <SentFace made={submit.result.made} onAgain={again} />;
  return (
    <Screen
      title="随手拍"
      onBack={back}
      aside={
        (restored || draft.shots.length > 0) && (
          <Button kind="text" size="small" inline onPress={startOver}>
            重来
          </Button>
        )
      }
      footer={
        <View>
          {submit.error && <FieldError>{submit.error.message}</FieldError>}
          <Button pending={submit.pending} onPress={press}>
            {personId ? '提交' : '登录并提交'}
          </Button>
        </View>
      }
    >
      <View className={s.form}>
        {category?.emergency && <Emergency text={category.emergency} />}
        <PhotosPart
          draft={draft}
          change={change}
          category={category}
          error={tried ? lacking.photos : null}
          openCamera={!restored && !pointCode}
        />
        <PlacePart draft={draft} change={change} position={position} error={tried ? lacking.place : null} />
        <CategoryPart draft={draft} change={change} error={tried ? lacking.category : null} />
        <SimilarPart draft={draft} />
        <WordsPart draft={draft} change={change} />
        <SwitchesPart draft={draft} change={change} />
      </View>
    </Screen>
  );
}
