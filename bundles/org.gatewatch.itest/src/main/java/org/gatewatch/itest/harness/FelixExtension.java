package org.gatewatch.itest.harness;

import java.io.IOException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.osgi.framework.FrameworkUtil;

/** Outside: runs the class inside, then ends each method as it ended there. Inside: lets Jupiter do its work. */
final class FelixExtension implements BeforeAllCallback, InvocationInterceptor {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(FelixExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (outside()) {
            context.getStore(NAMESPACE).put(FelixRun.class, FelixRun.of(context.getRequiredTestClass()));
        }
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onlyInside(invocation);
        if (outside()) {
            context.getStore(NAMESPACE)
                    .get(FelixRun.class, FelixRun.class)
                    .report(method.getExecutable().getName());
        }
    }

    @Override
    public void interceptBeforeAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onlyInside(invocation);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onlyInside(invocation);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onlyInside(invocation);
    }

    @Override
    public void interceptAfterAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onlyInside(invocation);
    }

    private static void onlyInside(Invocation<Void> invocation) throws Throwable {
        if (outside()) {
            invocation.skip();
        } else {
            invocation.proceed();
        }
    }

    private static boolean outside() {
        return FrameworkUtil.getBundle(FelixExtension.class) == null;
    }
}
