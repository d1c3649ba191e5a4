/* demo_none.c - the demo needs the engine and Linux. */
#include "cli/tool.h"

bool command_demo(struct tool *t)
{
    return refuse(t, EXIT_UNAVAILABLE, "the demo needs the engine of Linux, which this hcn lacks");
}
