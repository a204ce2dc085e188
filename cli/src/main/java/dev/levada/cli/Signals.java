package dev.levada.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Listens to signals of the operating system. {@code sun.misc.Signal} is the only way to hear of one and go on; it is
 * reached by name, because the compiler warns of it at every mention.
 */
final class Signals {
    private Signals() {}

    /**
     * Calls back, on a thread of its own, whenever the signal comes.
     *
     * @param name such as {@code INT}
     * @return makes the signal mean again what it meant before; where signals cannot be heard, nothing happens at all
     */
    static Runnable listen(String name, Runnable heard) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Method handle = signalType.getMethod("handle", signalType, handlerType);
            Object signal = signalType.getConstructor(String.class).newInstance(name);
            Object handler = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handlerType}, (self, method, arguments) -> {
                        heard.run();
                        return null;
                    });
            Object before = handle.invoke(null, signal, handler);
            return () -> restore(handle, signal, before);
        } catch (ReflectiveOperationException unheard) {
            // The JVM was started with -Xrs, or the system has no such signal: its own way of ending remains.
            return () -> {};
        }
    }

    private static void restore(Method handle, Object signal, Object before) {
        try {
            handle.invoke(null, signal, before);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
