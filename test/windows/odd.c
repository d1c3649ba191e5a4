/* odd.c - a program that says its arguments, crashes, or waits for Ctrl-C: as its first one says.
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <stdio.h>

static void say(const wchar_t *text)
{
    char out[256] = "";

    WideCharToMultiByte(CP_UTF8, 0, text, -1, out, sizeof out, NULL, NULL);
    printf("[%s]", out);
}

static BOOL WINAPI interrupted(DWORD event)
{
    ExitProcess(event == CTRL_C_EVENT ? 77 : 1);
    return TRUE;
}

static int wait_for_end(void)
{
    SetConsoleCtrlHandler(interrupted, TRUE);
    puts("ready");
    fflush(stdout);
    Sleep(60000);
    return 2;
}

int wmain(int argc, wchar_t **argv)
{
    if (argc > 1 && argv[1][0] == L'w')
        return wait_for_end();
    if (argc > 1 && argv[1][0] == L'c')
        RaiseException(EXCEPTION_ACCESS_VIOLATION, 0, 0, NULL);
    for (int i = 2; i < argc; i++)
        say(argv[i]);
    return 0;
}
