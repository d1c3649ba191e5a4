/* hold.c - holds the lock of a store for so many milliseconds, so that others queue behind it. */
#include <stdio.h>
#include <stdlib.h>

#include "base/os_file.h"
#include "base/os_thread.h"

int main(int argc, char **argv)
{
    struct hcn_call call = { 0 };
    struct os_lock_file lock = { -1 };
    struct os_signal never = { -1 };

    if (argc != 3 || !os_lock_open(&call, argv[1], &lock) || !os_lock_take(&call, &lock) ||
        !os_signal_open(&never)) {
        fprintf(stderr, "hold FILE MILLISECONDS: %s\n", call.text);
        return 1;
    }
    os_signal_wait(&never, (uint32_t)strtoul(argv[2], NULL, 10));
    os_signal_close(&never);
    os_lock_close(&lock);
    call_end(&call);
    return 0;
}
