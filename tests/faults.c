/* Makes the n-th call of some functions fail, or kills the process there: for files below a folder.
   KEYLINT_FAULT is “program|functions,with,commas|below|n|what|log”: what is errno:N, signal:N,
   gone, grown or cut (the file, before it is opened or read); log is a file told of each fault;
   the n-th of 0 is none, and the log is told how many calls there were. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static char names[512], below[PATH_MAX], what[64], told[PATH_MAX];
static long at, count;
static int is_on;

__attribute__((constructor)) static void begin(void)
{
    char *given = getenv("KEYLINT_FAULT"), program[64], self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (!given || length < 0)
        return;
    self[length] = 0;
    if (sscanf(given, "%63[^|]|%511[^|]|%4095[^|]|%ld|%63[^|]|%4095[^|]", program, names, below, &at, what, told) != 6)
        return;
    is_on = strstr(strrchr(self, '/'), program) != NULL;
}

static void tell(const char *first, const char *second)
{
    char line[2 * PATH_MAX + 64];
    int file = syscall(SYS_openat, AT_FDCWD, told, O_WRONLY | O_APPEND | O_CREAT, 0666);
    syscall(SYS_write, file, line, snprintf(line, sizeof line, "%s %s\n", first, second));
    syscall(SYS_close, file);
}

/* Asked for call 0 it tells how many there were. */
__attribute__((destructor)) static void end(void)
{
    char number[32];
    snprintf(number, sizeof number, "%ld", count);
    if (is_on && !at)
        tell("calls", number);
}

static int is_named(const char *name)
{
    size_t length = strlen(name);
    for (char *found = names; (found = strstr(found, name)); found += length)
        if ((found == names || found[-1] == ',') && (found[length] == ',' || !found[length]))
            return 1;
    return 0;
}

static void change(const char *path)
{
    int file;
    if (!strcmp(what, "gone"))
        syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    else if ((file = syscall(SYS_openat, AT_FDCWD, path, strcmp(what, "cut") ? O_WRONLY | O_APPEND : O_WRONLY | O_TRUNC)) >= 0) {
        if (!strcmp(what, "grown"))
            for (int line = 0; line < 20000; line++)
                syscall(SYS_write, file, "# it grows and grows\n", 21);
        syscall(SYS_close, file);
    }
}

/* Whether this call is to fail; errno is set then. */
static int fails(const char *name, int folder, const char *path)
{
    char whole[2 * PATH_MAX] = "", link[64], place[PATH_MAX] = "";
    if (!is_on || !is_named(name))
        return 0;
    if (!path || (path[0] != '/' && folder != AT_FDCWD)) {
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t length = readlink(link, place, sizeof place - 1);
        place[length < 0 ? 0 : length] = 0;
    } else if (path[0] != '/') {
        if (syscall(SYS_getcwd, place, sizeof place) < 0)
            place[0] = 0;
    }
    snprintf(whole, sizeof whole, "%s%s%s", place, path && place[0] ? "/" : "", path ? path : "");
    if (strncmp(below, "*", 2) && strncmp(whole, below, strlen(below)))
        return 0;
    if (++count != at)
        return 0;
    tell(name, whole);
    if (!strncmp(what, "errno:", 6)) {
        errno = atoi(what + 6);
        return 1;
    }
    if (!strncmp(what, "signal:", 7))
        kill(getpid(), atoi(what + 7));
    else
        change(whole);
    return 0;
}

#define REAL(type, name, ...) ((type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

#define OPEN(name)                                                            \
    int name(const char *path, int flags, ...)                                \
    {                                                                         \
        va_list more;                                                         \
        va_start(more, flags);                                                \
        int mode = va_arg(more, int);                                         \
        va_end(more);                                                         \
        if (fails("open", AT_FDCWD, path))                                    \
            return -1;                                                        \
        return REAL(int, #name, const char *, int, int)(path, flags, mode);   \
    }
#define OPENAT(name)                                                          \
    int name(int folder, const char *path, int flags, ...)                    \
    {                                                                         \
        va_list more;                                                         \
        va_start(more, flags);                                                \
        int mode = va_arg(more, int);                                         \
        va_end(more);                                                         \
        if (fails("open", folder, path))                                      \
            return -1;                                                        \
        return REAL(int, #name, int, const char *, int, int)(folder, path, flags, mode); \
    }
OPEN(open) OPEN(open64) OPENAT(openat) OPENAT(openat64)

#define CALL(type, bad, name, told_as, folder, path, parameters, arguments)   \
    type name parameters                                                      \
    {                                                                         \
        if (fails(told_as, folder, path))                                     \
            return bad;                                                       \
        return ((type (*) parameters)dlsym(RTLD_NEXT, #name)) arguments;      \
    }
/* The clock stands where KEYLINT_CLOCK says, in seconds since 1970. */
int clock_gettime(clockid_t clock, struct timespec *now)
{
    char *given = getenv("KEYLINT_CLOCK");
    int failed = REAL(int, "clock_gettime", clockid_t, struct timespec *)(clock, now);
    if (given && clock == CLOCK_REALTIME)
        now->tv_sec = atol(given);
    return failed;
}
CALL(ssize_t, -1, read, "read", file, NULL, (int file, void *to, size_t most), (file, to, most))
CALL(ssize_t, -1, write, "write", file, NULL, (int file, const void *from, size_t most), (file, from, most))
CALL(int, -1, close, "close", file, NULL, (int file), (file))
CALL(int, -1, fsync, "fsync", file, NULL, (int file), (file))
CALL(int, -1, fchmod, "chmod", file, NULL, (int file, mode_t mode), (file, mode))
CALL(int, -1, fchown, "chown", file, NULL, (int file, uid_t user, gid_t group), (file, user, group))
CALL(int, -1, rename, "rename", AT_FDCWD, new, (const char *old, const char *new), (old, new))
CALL(int, -1, renameat, "rename", to, new, (int from, const char *old, int to, const char *new), (from, old, to, new))
CALL(int, -1, unlink, "unlink", AT_FDCWD, path, (const char *path), (path))
CALL(int, -1, unlinkat, "unlink", folder, path, (int folder, const char *path, int flags), (folder, path, flags))
CALL(int, -1, mkdir, "mkdir", AT_FDCWD, path, (const char *path, mode_t mode), (path, mode))
CALL(int, -1, flock, "flock", file, NULL, (int file, int what_for), (file, what_for))
CALL(DIR *, NULL, opendir, "opendir", AT_FDCWD, path, (const char *path), (path))
CALL(DIR *, NULL, fdopendir, "opendir", file, NULL, (int file), (file))
CALL(struct dirent64 *, NULL, readdir64, "readdir", dirfd(folder), NULL, (DIR *folder), (folder))
CALL(int, -1, stat64, "stat", AT_FDCWD, path, (const char *path, struct stat64 *to), (path, to))
CALL(int, -1, lstat64, "stat", AT_FDCWD, path, (const char *path, struct stat64 *to), (path, to))
CALL(int, -1, fstat64, "stat", file, NULL, (int file, struct stat64 *to), (file, to))
CALL(int, -1, stat, "stat", AT_FDCWD, path, (const char *path, struct stat *to), (path, to))
CALL(int, -1, lstat, "stat", AT_FDCWD, path, (const char *path, struct stat *to), (path, to))
CALL(int, -1, fstat, "stat", file, NULL, (int file, struct stat *to), (file, to))
CALL(int, -1, pipe2, "pipe", AT_FDCWD, "/pipe", (int ends[2], int flags), (ends, flags))
CALL(pid_t, -1, fork, "fork", AT_FDCWD, "/fork", (void), ())
