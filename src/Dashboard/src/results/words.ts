import { words } from '../i18n/words'

export const resultListWords = words({
  en: {
    caption: 'Results',
    system: 'System',
    dataset: 'Dataset',
    metrics: 'Metrics (95 % interval)',
    items: 'Items',
    failed: 'Failed',
    completed: 'Completed',
    open: 'Open',
  },
  ko: {
    caption: '결과',
    system: '시스템',
    dataset: '데이터셋',
    metrics: '지표(95% 구간)',
    items: '항목',
    failed: '실패',
    completed: '완료',
    open: '열기',
  },
  ja: {
    caption: '結果',
    system: 'システム',
    dataset: 'データセット',
    metrics: '指標(95 % 区間)',
    items: '項目',
    failed: '失敗',
    completed: '完了',
    open: '開く',
  },
})
