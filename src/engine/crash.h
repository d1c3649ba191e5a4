/*
 * crash.h - a switch of the test build: the process ends between two steps of a plan.
 */
#ifndef ENGINE_CRASH_H
#define ENGINE_CRASH_H

/*
 * In a build with HCN_FAULTS, and when HCN_CRASH_AT=N is in the environment: the N-th time that
 * this is passed (from 1), the process kills itself. Else nothing.
 */
void crash_point(void);

#endif
