import type { PropsWithChildren, ReactNode } from 'react';
import { Text, View } from '@tarojs/components';
import { FieldError } from '@/components/field';
import { Card } from '@/components/card';
import type { ReportDraft } from '@/lib/report-draft';
import type { DraftHold } from '../hooks/use-draft';
import s from './new.module.scss';

interface Props extends PropsWithChildren {
  title: string;
  aside?: ReactNode;
  error?: string | null;
}

/** One part of the form. */
export function Part({ title, aside, error, children }: Props) {
  return (
    <Card>
      <View className={s.partHead}>
        <Text className={s.partTitle}>{title}</Text>
        {aside}
      </View>
      {children}
      {error && <FieldError>{error}</FieldError>}
    </Card>
  );
}

export interface PartProps {
  draft: ReportDraft;
  change: DraftHold['change'];
}
