// Preloaded (LD_PRELOAD), this hides AVX-512, AVX-VNNI, AVX10 and AMX from whatever asks the processor for its features, so that a program
// chooses the code it would run on a processor that ends at AVX2. x86-64 Linux whose processor can fault on CPUID; elsewhere it does nothing.
//
// CPUID then raises SIGSEGV, whose handler executes it in the program's place and clears the bits. New threads and forked children inherit
// the fault; exec ends it, and the next program is preloaded again. Programs with a handler of their own (node, .NET) get all other SIGSEGV:
// sigaction and signal are wrapped here. XGETBV still tells of ZMM registers, but nobody asks it alone. The C library itself chooses its
// functions before this is loaded: GLIBC_TUNABLES says the same to it.
#define _GNU_SOURCE
#include <asm/prctl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#define BIT(n) (1u << (n))

typedef int (*sigaction_function)(int, const struct sigaction *, struct sigaction *);
typedef int (*mask_function)(int, const sigset_t *, sigset_t *);

static sigaction_function real_sigaction;
static struct sigaction theirs; // what the program wants done on SIGSEGV
static pid_t owner;             // a child of vfork shares this memory, and its actions are not ours
static int is_active;

static long set_cpuid(int is_allowed)
{
    return syscall(SYS_arch_prctl, ARCH_SET_CPUID, is_allowed);
}

static void clear_features(uint32_t leaf, uint32_t subleaf, uint32_t r[4])
{
    if (leaf == 7 && subleaf == 0)
    {
        r[1] &= ~(BIT(16) | BIT(17) | BIT(21) | BIT(26) | BIT(27) | BIT(28) | BIT(30) | BIT(31)); // F DQ IFMA PF ER CD BW VL
        r[2] &= ~(BIT(1) | BIT(6) | BIT(11) | BIT(12) | BIT(14));                                // VBMI VBMI2 VNNI BITALG VPOPCNTDQ
        r[3] &= ~(BIT(2) | BIT(3) | BIT(8) | BIT(22) | BIT(23) | BIT(24) | BIT(25)); // 4VNNIW 4FMAPS VP2INTERSECT AMX-BF16 FP16 AMX-TILE AMX-INT8
    }
    else if (leaf == 7 && subleaf == 1)
    {
        r[0] &= ~(BIT(4) | BIT(5) | BIT(21) | BIT(23));           // AVX-VNNI AVX512-BF16 AMX-FP16 AVX-IFMA
        r[3] &= ~(BIT(4) | BIT(5) | BIT(8) | BIT(10) | BIT(19)); // AVX-VNNI-INT8 AVX-NE-CONVERT AMX-COMPLEX AVX-VNNI-INT16 AVX10
    }
}

static int is_cpuid(const siginfo_t *info, const greg_t *registers)
{
    // Only a general protection fault has this code; the bytes at the instruction are then readable.
    return info->si_code == SI_KERNEL && memcmp((const void *)registers[REG_RIP], "\x0F\xA2", 2) == 0;
}

static void emulate(greg_t *registers)
{
    uint32_t leaf = (uint32_t)registers[REG_RAX], subleaf = (uint32_t)registers[REG_RCX], r[4];
    set_cpuid(1);
    __asm__ volatile("cpuid" : "=a"(r[0]), "=b"(r[1]), "=c"(r[2]), "=d"(r[3]) : "a"(leaf), "c"(subleaf));
    set_cpuid(0);
    clear_features(leaf, subleaf, r);
    registers[REG_RAX] = r[0];
    registers[REG_RBX] = r[1];
    registers[REG_RCX] = r[2];
    registers[REG_RDX] = r[3];
    registers[REG_RIP] += 2;
}

static void on_fault(int number, siginfo_t *info, void *context)
{
    greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
    if (is_cpuid(info, registers))
    {
        emulate(registers);
    }
    else if (theirs.sa_flags & SA_SIGINFO)
    {
        theirs.sa_sigaction(number, info, context);
    }
    else if (theirs.sa_handler != SIG_DFL && theirs.sa_handler != SIG_IGN)
    {
        theirs.sa_handler(number);
    }
    else
    {
        real_sigaction(SIGSEGV, &theirs, NULL); // and fault again
    }
}

int sigaction(int number, const struct sigaction *action, struct sigaction *old)
{
    if (real_sigaction == NULL)
    {
        real_sigaction = (sigaction_function)dlsym(RTLD_NEXT, "sigaction");
    }

    if (number != SIGSEGV || !is_active || getpid() != owner)
    {
        return real_sigaction(number, action, old);
    }

    struct sigaction before = theirs;
    if (action != NULL)
    {
        theirs = *action;
    }

    if (old != NULL)
    {
        *old = before;
    }

    return 0;
}

sighandler_t signal(int number, sighandler_t handler)
{
    struct sigaction action = {.sa_flags = SA_RESTART}, old;
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    return sigaction(number, &action, &old) == 0 ? old.sa_handler : SIG_ERR;
}

// A fault while SIGSEGV is blocked would end the program.
int pthread_sigmask(int how, const sigset_t *set, sigset_t *old)
{
    static mask_function real;
    if (real == NULL)
    {
        real = (mask_function)dlsym(RTLD_NEXT, "pthread_sigmask");
    }

    if (set == NULL || how == SIG_UNBLOCK || !is_active)
    {
        return real(how, set, old);
    }

    sigset_t open = *set;
    sigdelset(&open, SIGSEGV);
    return real(how, &open, old);
}

static void own(void)
{
    owner = getpid();
}

__attribute__((constructor(101))) static void start(void)
{
    struct sigaction ours = {.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
    ours.sa_sigaction = on_fault;
    sigemptyset(&ours.sa_mask);
    real_sigaction = (sigaction_function)dlsym(RTLD_NEXT, "sigaction");
    if (real_sigaction(SIGSEGV, &ours, &theirs) == 0 && set_cpuid(0) == 0)
    {
        is_active = 1;
        own();
        pthread_atfork(NULL, NULL, own);
    }
}
