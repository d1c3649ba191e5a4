/*
 * step_print.h - a step as a line for people and tests: "+bridge hb-0123456789 net:... nat ...".
 */
#ifndef DRIVER_STEP_PRINT_H
#define DRIVER_STEP_PRINT_H

#include "base/buffer.h"
#include "driver/step.h"

/* Without a final newline. Members that say nothing are left out. */
void step_print(struct buffer *b, const struct step *s);

#endif
