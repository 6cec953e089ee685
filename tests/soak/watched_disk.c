/* A library to be preloaded: writes down what a program does to the files of one folder, or makes its disk fail.
 *
 *   DISK_ROOT   the folder that is watched
 *   DISK_LOG    where every change is written down, in its order: see `replay.py`
 *   disk_fail() from now on one call in so many fails, or every call after some number of them
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)

struct entry { char kind[8]; uint64_t inode; int64_t at; uint64_t path, other, data; };

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static char root[PATH_MAX];
static size_t root_length;
static int log_to = -1;

static uint64_t chance, state = 88172645463325252ull;
static long last_good = -1, calls, failed;
static int failure = EIO;

__attribute__((constructor)) static void begin(void) {
    const char *folder = getenv("DISK_ROOT"), *log = getenv("DISK_LOG");
    if (folder) { strncpy(root, folder, sizeof root - 1); root_length = strlen(root); }
    if (!log) return;
    int made = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    log_to = fcntl(made, F_DUPFD_CLOEXEC, 900);
    syscall(SYS_close, made);
}

/* `in_a_million` calls fail, and all of them after `after` calls where that is not negative. */
void disk_fail(long in_a_million, unsigned long seed, long after, int with) {
    chance = in_a_million < 0 ? 0 : (uint64_t)in_a_million;
    state = seed * 2654435761ull + 88172645463325252ull;
    last_good = after; calls = failed = 0; failure = with;
}
long disk_failed(void) { return failed; }
long disk_calls(void) { return calls; }

static int under(const char *path) {
    return root_length && !strncmp(path, root, root_length) && (path[root_length] == '/' || !path[root_length]);
}

static uint64_t draw(void) { state ^= state << 13; state ^= state >> 7; state ^= state << 17; return state; }

static int fails(void) {
    if (!chance && last_good < 0) return 0;
    calls++;
    if (!((last_good >= 0 && calls > last_good) || draw() % 1000000 < chance)) return 0;
    failed++;
    errno = failure;
    return 1;
}

static int of_fd(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = syscall(SYS_readlink, link, path, PATH_MAX - 1);
    path[length < 0 ? 0 : length] = 0;
    return length > 0 && under(path);
}

static int of_name(int folder, const char *name, char *path) {
    if (!name) return 0;
    if (name[0] == '/') { snprintf(path, PATH_MAX, "%s", name); return under(path); }
    char start[PATH_MAX];
    if (folder == AT_FDCWD) { if (!getcwd(start, sizeof start)) return 0; } else of_fd(folder, start);
    snprintf(path, PATH_MAX, "%.2000s/%.2000s", start, name);
    return under(path);
}

static uint64_t inode_of(int fd) { struct stat found; return fstat(fd, &found) ? 0 : found.st_ino; }
static uint64_t inode_at(const char *path) { struct stat found; return lstat(path, &found) ? 0 : found.st_ino; }

static void note(char kind, uint64_t inode, int64_t at, const char *path, const char *other, const void *data, size_t n) {
    if (log_to < 0) return;
    struct entry head = {{kind}, inode, at, path ? strlen(path) : 0, other ? strlen(other) : 0, n};
    struct iovec parts[] = {{&head, sizeof head}, {(void *)path, head.path}, {(void *)other, head.other}, {(void *)data, n}};
    if (syscall(SYS_writev, log_to, parts, 4) < 0) abort();
}

#define ALONE pthread_mutex_lock(&one_at_a_time)
#define AGAIN do { int kept = errno; pthread_mutex_unlock(&one_at_a_time); errno = kept; } while (0)

static int opened(int folder, const char *name, int flags, mode_t mode) {
    char path[PATH_MAX];
    int watched = of_name(folder, name, path);
    if (watched && fails()) return -1;
    ALONE;
    int new = watched && (flags & O_CREAT) && access(path, F_OK);
    int fd = syscall(SYS_openat, folder, name, flags, mode);
    if (watched && fd >= 0 && new) note('C', inode_of(fd), 0, path, 0, 0, 0);
    if (watched && fd >= 0 && (flags & O_TRUNC)) note('T', inode_of(fd), 0, 0, 0, 0, 0);
    AGAIN;
    return fd;
}
#define MODE mode_t mode = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, int); va_end(more); }
int open(const char *name, int flags, ...) { MODE return opened(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE return opened(AT_FDCWD, name, flags, mode); }
int openat(int folder, const char *name, int flags, ...) { MODE return opened(folder, name, flags, mode); }
int openat64(int folder, const char *name, int flags, ...) { MODE return opened(folder, name, flags, mode); }
int creat(const char *name, mode_t mode) { return opened(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode); }

ssize_t read(int fd, void *to, size_t n) {
    char path[PATH_MAX];
    REAL(read);
    if ((chance || last_good >= 0) && of_fd(fd, path) && fails()) return -1;
    return real(fd, to, n);
}
ssize_t pread64(int fd, void *to, size_t n, off64_t at) {
    char path[PATH_MAX];
    REAL(pread64);
    if ((chance || last_good >= 0) && of_fd(fd, path) && fails()) return -1;
    return real(fd, to, n, at);
}
ssize_t pread(int fd, void *to, size_t n, off_t at) { return pread64(fd, to, n, at); }

static ssize_t written(int fd, const void *data, size_t n, int64_t at) {
    char path[PATH_MAX];
    int watched = of_fd(fd, path), failing = watched && fails();
    if (failing && (draw() & 1)) return -1;
    ALONE;
    int64_t place = at;
    if (at < 0 && watched) {
        struct stat found;
        place = (fcntl(fd, F_GETFL) & O_APPEND) && !fstat(fd, &found) ? found.st_size : lseek(fd, 0, SEEK_CUR);
    }
    size_t wanted = failing ? n / 2 : n; /* half of what fails has reached the disk in part */
    ssize_t done = at < 0 ? syscall(SYS_write, fd, data, wanted) : syscall(SYS_pwrite64, fd, data, wanted, at);
    if (watched && done > 0) note('W', inode_of(fd), place, 0, 0, data, done);
    AGAIN;
    if (failing) { errno = failure; return -1; }
    return done;
}
ssize_t write(int fd, const void *data, size_t n) { return written(fd, data, n, -1); }
ssize_t pwrite(int fd, const void *data, size_t n, off_t at) { return written(fd, data, n, at); }
ssize_t pwrite64(int fd, const void *data, size_t n, off64_t at) { return written(fd, data, n, at); }

int ftruncate64(int fd, off64_t to) {
    char path[PATH_MAX];
    int watched = of_fd(fd, path);
    if (watched && fails()) return -1;
    ALONE;
    int done = syscall(SYS_ftruncate, fd, to);
    if (watched && !done) note('T', inode_of(fd), to, 0, 0, 0, 0);
    AGAIN;
    return done;
}
int ftruncate(int fd, off_t to) { return ftruncate64(fd, to); }

static int synced(int fd, long which) {
    char path[PATH_MAX];
    int watched = of_fd(fd, path);
    if (watched && fails()) return -1;
    ALONE;
    int done = syscall(which, fd);
    if (watched && !done) note('S', inode_of(fd), 0, path, 0, 0, 0);
    AGAIN;
    return done;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

static int renamed(int folder, const char *name, int other, const char *to) {
    char path[PATH_MAX], second[PATH_MAX];
    int watched = of_name(folder, name, path) | of_name(other, to, second);
    if (watched && fails()) return -1;
    ALONE;
    int done = syscall(SYS_renameat, folder, name, other, to);
    if (watched && !done) note('R', inode_at(second), 0, path, second, 0, 0);
    AGAIN;
    return done;
}
int rename(const char *name, const char *to) { return renamed(AT_FDCWD, name, AT_FDCWD, to); }
int renameat(int folder, const char *name, int other, const char *to) { return renamed(folder, name, other, to); }

static int removed(int folder, const char *name, int flags) {
    char path[PATH_MAX];
    int watched = of_name(folder, name, path);
    if (watched && fails()) return -1;
    ALONE;
    uint64_t inode = watched ? inode_at(path) : 0;
    int done = syscall(SYS_unlinkat, folder, name, flags);
    if (watched && !done) note('U', inode, 0, path, 0, 0, 0);
    AGAIN;
    return done;
}
int unlink(const char *name) { return removed(AT_FDCWD, name, 0); }
int rmdir(const char *name) { return removed(AT_FDCWD, name, AT_REMOVEDIR); }
int unlinkat(int folder, const char *name, int flags) { return removed(folder, name, flags); }

static int made(int folder, const char *name, mode_t mode) {
    char path[PATH_MAX];
    int watched = of_name(folder, name, path);
    if (watched && fails()) return -1;
    ALONE;
    int done = syscall(SYS_mkdirat, folder, name, mode);
    if (watched && !done) note('D', inode_at(path), 0, path, 0, 0, 0);
    AGAIN;
    return done;
}
int mkdir(const char *name, mode_t mode) { return made(AT_FDCWD, name, mode); }
int mkdirat(int folder, const char *name, mode_t mode) { return made(folder, name, mode); }
