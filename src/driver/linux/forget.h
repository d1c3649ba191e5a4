/*
 * forget.h - deleting tracked connections without waiting for it.
 *
 * Only a walk over the kernel's whole table finds them: 10 ms and more. So a thread of ours walks,
 * and who gives one of the addresses to a new endpoint waits for it.
 */
#ifndef DRIVER_LINUX_FORGET_H
#define DRIVER_LINUX_FORGET_H

#include "driver/linux/linux.h"

/* Waits while connections of one of the step's addresses are being forgotten. */
void forget_wait(struct linux_driver *d, const struct step *s);

#endif
