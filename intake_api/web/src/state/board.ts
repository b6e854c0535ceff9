// Where the supervisor's pages are.
import { computed } from "@preact/signals";

import { pathname } from "./route";

export const HREF_OF_BOARD = "/board";
export const HREF_OF_STATISTICS = `${HREF_OF_BOARD}/statistics`;

export const isStatisticsPage = computed(() => pathname.value === HREF_OF_STATISTICS);
export const isBoardPage = computed(() => pathname.value === HREF_OF_BOARD || isStatisticsPage.value);
