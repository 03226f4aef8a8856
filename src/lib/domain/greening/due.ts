/** How urgent a greening duty is on a day, the most urgent first; soon: within seven days after it. */
export const DUE_STATES = ['overdue', 'today', 'soon', 'later'] as const;
