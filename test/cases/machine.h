/*
 * machine.h - a machine that outlives processes: the null driver, but what it was told to make is
 * remembered in memory that a process shares with its children. Its steps fail, and kill, on
 * request.
 */
#ifndef TEST_CASES_MACHINE_H
#define TEST_CASES_MACHINE_H

#include "driver/driver.h"

/* The driver; there is one machine for all who open it. NULL when there is no memory. */
const struct driver_kind *machine_driver(void);

/* The n-th take() from now on fails, once; 0: none. Gives how many were taken until now. */
void machine_fail_at(struct driver *d, unsigned long n);
unsigned long machine_taken(void);

/*
 * At the n-th take() something of another store is there already, with the step's name and tag;
 * unless something was removed before, which may have been in the same place.
 */
void machine_occupy_at(unsigned long n);

/* How many things others have there; takes them away if that is wanted. */
size_t machine_of_others(bool remove);

/* While set, nothing can be undone, nor taken behind a step that failed. */
void machine_is_stuck(bool stuck);

/* The process that gets there is killed: 1 before the first step from now on, 2 behind it... */
void machine_kill_at(unsigned long n);

/* Everything is gone, as after a reboot. */
void machine_clear(void);

#endif
