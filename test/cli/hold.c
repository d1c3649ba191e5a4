/* hold.c - holds the lock of a store for so many milliseconds, so that others queue behind it. */
#include <stdio.h>
#include <stdlib.h>

#include "base/os.h"
#include "base/os_file.h"

int main(int argc, char **argv)
{
    struct hcn_call call = { 0 };
    struct os_lock_file lock = { -1 };

    if (argc != 3 || !os_lock_open(&call, argv[1], &lock) || !os_lock_take(&call, &lock)) {
        fprintf(stderr, "hold FILE MILLISECONDS: %s\n", call.text);
        return 1;
    }
    os_pause(strtoull(argv[2], NULL, 10) * 1000);
    os_lock_close(&lock);
    call_end(&call);
    return 0;
}
