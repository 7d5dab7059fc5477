package org.gatewatch.itest.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test methods of this class run inside a Felix with the shipped bundles, one framework for the class. The class and
 * its methods are public. All of it runs before the first method is reported, so the class has a duration and its methods
 * have none.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FelixExtension.class)
public @interface InFelix {}
